// PouchDB beside us: the same documents, pushed to and pulled from express-pouchdb over HTTP on loopback.
// node pouch.cjs serve PORT HOME | node pouch.cjs run PORT HOME FILE   (FILE: one JSON document a line)
const fs = require("fs");
const path = require("path");
const PouchDB = require("pouchdb");
const [role, port, home, file] = process.argv.slice(2);
const Local = PouchDB.defaults({ prefix: path.join(home, role) + "-" });

if (role === "serve") {
  const app = require("express")();
  app.use("/", require("express-pouchdb")(Local, { mode: "minimumForPouchDB", logPath: path.join(home, "log.txt"), configPath: path.join(home, "config.json") }));
  app.listen(Number(port), "127.0.0.1", () => console.log("ready"));
} else {
  run().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
}

async function run() {
  const documents = fs.readFileSync(file, "utf8").trim().split("\n").map((line, at) => ({ _id: String(at).padStart(8, "0"), ...JSON.parse(line) }));
  const here = new Local("here");
  for (let at = 0; at < documents.length; at += 500) await here.bulkDocs(documents.slice(at, at + 500));
  const there = new PouchDB(`http://127.0.0.1:${port}/there`);
  await there.info();
  let begun = process.hrtime.bigint();
  await here.replicate.to(there, { batch_size: 500 });
  const push = documents.length / (Number(process.hrtime.bigint() - begun) / 1e9);
  const other = new Local("other");
  begun = process.hrtime.bigint();
  await other.replicate.from(there, { batch_size: 500 });
  const pull = documents.length / (Number(process.hrtime.bigint() - begun) / 1e9);
  console.log(JSON.stringify({ push, pull, documents: (await other.info()).doc_count }));
}
