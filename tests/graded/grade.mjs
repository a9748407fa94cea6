// Grades an answer by Mozilla's Observatory and by OWASP's list, and its policy by Google's CSP Evaluator.
//
//   node grade.mjs URL...               answers of a server on this machine, asked as a proxy that ends TLS asks
//   node grade.mjs < FIELDS             fields, `name: value` a line, as `cargo run --example print` writes them
//   node grade.mjs --owasp < FIELDS     the same, which have to be those of OWASP's list, by that list alone
//
// The Observatory fetches sites by their public names. Here its tests get the answer of a server on this machine instead.
import http from "node:http";
import { createRequire } from "node:module";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { CookieJar } from "tough-cookie";
import { parseHttpEquivHeaders } from "@mdn/mdn-http-observatory/src/retriever/utils.js";
import { ALL_TESTS } from "@mdn/mdn-http-observatory/src/constants.js";
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from "@mdn/mdn-http-observatory/src/grader/charts.js";
import { getGradeForScore, getScoreModifier } from "@mdn/mdn-http-observatory/src/grader/grader.js";
import { Requests } from "@mdn/mdn-http-observatory/src/types.js";

const require = createRequire(import.meta.url);
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");
const { Version } = require("csp_evaluator/dist/csp.js");
const { Severity } = require("csp_evaluator/dist/finding.js");

const HOST = "www.example.com";

// The package fetches the list of preloaded hosts when it is installed. The host is in none.
const PRELOADED = new URL("node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json", import.meta.url);
if (!existsSync(PRELOADED)) {
  writeFileSync(PRELOADED, "{}");
}

/** The answer to a request, with the fields in the form that axios gives them. */
function ask(url, scheme) {
  return new Promise((resolve, reject) => {
    const headers = { "X-Forwarded-Proto": scheme, Accept: "text/html" };
    const request = http.get(url, { headers, timeout: 10_000 }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode, headers: answer.headers, data: Buffer.concat(chunks).toString() }),
      );
    });
    request.on("error", reject);
  });
}

function observatory(https, redirect) {
  const requests = new Requests(HOST);
  const page = { ...https, verified: true, request: { responseURL: `https://${HOST}/` }, config: {} };
  page.httpEquiv = parseHttpEquivHeaders(page.data, `https://${HOST}/`);
  requests.responses.auto = page;
  requests.responses.https = page;
  requests.responses.http = { ...redirect, verified: true };
  requests.responses.cors = { ...page };
  requests.responses.httpRedirects = [
    { url: new URL(`http://${HOST}/`), status: redirect.status },
    { url: new URL(`https://${HOST}/`), status: https.status },
  ];
  requests.resources.path = page.data;
  const jar = new CookieJar();
  for (const cookie of https.headers["set-cookie"] ?? []) {
    jar.setCookieSync(cookie, `https://${HOST}/`);
  }
  requests.session = { url: new URL(`https://${HOST}/`), jar };
  const results = ALL_TESTS.map((test) => test(requests));
  let uncurved = 100;
  let full = 100;
  for (const result of results.filter(({ result }) => result)) {
    const modifier = getScoreModifier(result.result);
    full += modifier;
    uncurved += Math.min(modifier, 0);
    console.log(`  observatory  ${String(modifier).padStart(4)}  ${result.result}`);
  }
  const { grade, score } = getGradeForScore(uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? full : uncurved);
  console.log(`  observatory  ${grade}, ${score} points`);
  return grade === "A+" && uncurved === 100;
}

function evaluator(policy) {
  const findings = new CspEvaluator(new CspParser(policy).csp, Version.CSP3).evaluate();
  const bad = [Severity.HIGH, Severity.SYNTAX, Severity.MEDIUM, Severity.HIGH_MAYBE, Severity.MEDIUM_MAYBE];
  for (const { severity, directive, value, description } of findings) {
    console.log(`  csp-evaluator  ${severity}  ${directive} ${value ?? ""}: ${description}`);
  }
  const worst = findings.filter(({ severity }) => bad.includes(severity));
  console.log(`  csp-evaluator  ${worst.length} of ${findings.length} findings of medium severity or higher`);
  return worst.length === 0;
}

/** Compares field by field with what OWASP recommends. What differs needs a reason, unless it `must` not differ. */
function owasp(headers, must) {
  const list = JSON.parse(readFileSync(new URL("owasp.json", import.meta.url), "utf8"));
  let missing = 0;
  for (const [name, recommended] of Object.entries(list.recommended)) {
    const found = headers[name];
    const same = (value) => value?.toLowerCase().replaceAll(", ", ",");
    const elsewhere = list["for some responses alone"][name];
    const reason = elsewhere ?? (must ? undefined : list["otherwise in STRICT"][name]);
    const verdict = same(found) === same(recommended) ? "the same" : (reason ?? "MISSING");
    missing += verdict === "MISSING" ? 1 : 0;
    console.log(`  owasp  ${name}: ${found ?? "absent"}; ${verdict}`);
  }
  console.log(`  owasp  ${missing} fields are missing or differ without a reason`);
  return missing === 0;
}

function fields(text) {
  const lines = text.split("\n").filter((line) => line.includes(": "));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]));
}

let good = true;
const grade = (name, https, redirect) => {
  console.log(name);
  const policy = https.headers["content-security-policy"] ?? "";
  const results = [observatory(https, redirect), evaluator(policy), owasp(https.headers, false)];
  good &&= results.every(Boolean);
};
if (process.argv[2] === "--owasp") {
  console.log("fields");
  good = owasp(fields(readFileSync(0, "utf8")), true);
} else if (process.argv.length > 2) {
  for (const url of process.argv.slice(2)) {
    grade(url, await ask(url, "https"), await ask(url, "http"));
  }
} else {
  // The slot of a nonce, filled.
  const text = readFileSync(0, "utf8").replaceAll("'nonce-'", "'nonce-dGhpcyBpcyBhIG5vbmNlISE'");
  const https = { status: 200, headers: { "content-type": "text/html", ...fields(text) }, data: "<!doctype html><p>hello" };
  grade("fields", https, { status: 308, headers: {}, data: "" });
}
process.exit(good ? 0 : 1);
