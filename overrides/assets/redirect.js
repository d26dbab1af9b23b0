// Leads on from a former address, to the very place that a link names.

location.replace(document.querySelector("a").href + location.hash);
