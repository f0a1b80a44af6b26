// Asks Lighthouse about each address on the command line, in one browser; prints one line of JSON for each.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
const wanted = { port: chrome.port, onlyCategories: ["accessibility", "best-practices", "seo"], output: "json" };
try {
  for (const address of process.argv.slice(2)) {
    const { lhr } = await lighthouse(address, wanted);
    const scores = Object.fromEntries(Object.values(lhr.categories).map((each) => [each.id, each.score]));
    const counted = new Set(Object.values(lhr.categories).flatMap((each) => each.auditRefs)
      .filter((each) => each.weight > 0).map((each) => each.id));
    const short = Object.values(lhr.audits)
      .filter((each) => counted.has(each.id) && each.score !== null && each.score < 1)
      .map((each) => ({ id: each.id, title: each.title, explanation: each.explanation ?? "", items: JSON.stringify(each.details?.items ?? []).slice(0, 600) }));
    console.log(JSON.stringify({ address, scores, short, error: lhr.runtimeError?.message ?? "" }));
  }
} finally {
  await chrome.kill();
}
