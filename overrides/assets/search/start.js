// The search, loaded when a reader opens it (search-opener.js). Its parts are published as one file,
// search.js (hooks/publish_assets.py), so that it is asked for at once.

import { load } from "./index.js";
import { startPage } from "./page.js";
import { startPanel } from "./panel.js";

export function start(form) {
  load().catch(() => {}); // While the reader types; a failure is told when there is something to find.
  return form.dataset.search === "page" ? startPage(form) : startPanel(form);
}
