// Opens pages in Firefox, by WebDriver BiDi: what the browser says against each, and what comes of using some.
// Run as: node firefox.mjs <folder of puppeteer-core> <Firefox> <address of the site> <folder for prints>, with a
// list of paths on its input; writes JSON: path to faults under "pages", then what each use gave under "uses".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";

const [modules, executablePath, site, prints] = process.argv.slice(2);
const puppeteer = createRequire(`${modules}/`)("puppeteer-core");
const paths = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const page = await browser.newPage();
let said = [];

page.on("console", (message) => said.push(`${message.type()} : ${message.text()}`));
page.on("pageerror", (error) => said.push(error.message));
page.on("request", (request) => {
  if (!request.url().startsWith(site) && !request.url().startsWith("data:")) said.push(request.url());
});
page.on("response", (answer) => {
  if (answer.status() >= 400) said.push(`${answer.status()} ${answer.url()}`);
});
await page.evaluateOnNewDocument(() => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (found) =>
    window.refused.push(`${found.effectiveDirective} ${found.blockedURI}`),
  );
});

async function open(path) {
  said = [];
  await page.goto(site + path, { waitUntil: "load", timeout: 30_000 });
}

async function faults() {
  await wait(100);
  const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  return [...said, ...(await page.evaluate(() => [...window.refused, document.cookie].filter(Boolean))), ...kept];
}

const uses = {
  async search() {
    await open("");
    await page.keyboard.down("Control");
    await page.keyboard.press("k");
    await page.keyboard.up("Control");
    await page.keyboard.type("clause", { delay: 20 });
    await page.waitForSelector(".search-result");
  },
  async boxes() {
    await open("conseils/se-faire-connaitre/");
    await page.click(".task-list-item label");
    await page.reload({ waitUntil: "load" });
    await page.waitForSelector(".task-list-item input:checked");
    await page.evaluate(() => localStorage.clear());
  },
  async copy() {
    await open("abonnement/");
    await page.click("[aria-labelledby='site:page-par-page'] button[data-copy]");
    await page.waitForFunction(() => document.querySelector(".copied").textContent.startsWith("Adresse copiée"));
  },
  async feed() {
    // A feed names no icon: Firefox asks the host for one, after anything else.
    const icon = page.waitForResponse(`${new URL(site).origin}/favicon.ico`, { timeout: 5_000 }).catch(() => {});
    await open("feed_rss_created.xml");
    await page.waitForFunction(() => document.documentElement.nodeName === "rss" && document.styleSheets.length);
    await icon;
    await open(""); // The host has none.
  },
  async words() {
    await open("visites/atao/");
    await page.evaluate(() => document.querySelector("main [popovertarget]").click());
    await page.waitForSelector("main :popover-open, body :popover-open");
  },
  async paper() {
    for (const name of ["conseils/se-faire-connaitre/", "themes/marches-publics/livret/"]) {
      await open(name);
      await page.pdf({ path: `${prints}/${name.split("/").at(-2)}.pdf`, format: "A4", preferCSSPageSize: true });
    }
  },
};

const found = { version: await browser.version(), pages: {}, uses: {} };
for (const path of paths) {
  await open(path);
  found.pages[path] = await faults();
}
for (const [name, use] of Object.entries(process.argv[6] ? {} : uses)) {
  found.uses[name] = await use().then(faults, (error) => [error.message]);
}
process.stdout.write(JSON.stringify(found));
await browser.close();
