// The streams of receiptline 4.0.4: node receiptline.cjs FOLDER
const fs = require("node:fs");
const path = require("node:path");
const { transform } = require("receiptline");

const texts = JSON.parse(fs.readFileSync(path.join(__dirname, "texts.json"), "utf8"));
const logo = fs.readFileSync(path.join(__dirname, "logo.png")).toString("base64");
const chinese = { cpl: 48, encoding: "gb18030", gradient: false };
const latin = { cpl: 48, encoding: "multilingual", gradient: false };
const cases = {
  "ticket-epson": [texts.ticket, { ...chinese, command: "escpos" }],
  "ticket-spaced": [texts.ticket, { ...chinese, command: "escpos", spacing: true }],
  "ticket-upside-down": [texts.ticket, { ...chinese, command: "escpos", upsideDown: true }],
  "ticket-generic-58": [texts.ticket, { ...chinese, cpl: 32, command: "generic" }],
  "ticket-citizen": [texts.ticket, { ...chinese, command: "citizen" }],
  "shop-epson": [texts.shop, { ...latin, command: "escpos" }],
  "shop-generic": [texts.shop, { ...latin, command: "generic" }],
  "barcodes-epson": [texts.barcodes, { ...latin, command: "escpos" }],
  "logo-epson": [[`{image:${logo}}`, "below"], { ...latin, command: "escpos" }],
  "logo-generic": [[`{image:${logo}}`, "below"], { ...latin, command: "generic" }],
  "logo-impact": [[`{image:${logo}}`, "below"], { ...latin, command: "impact" }],
};
for (const [name, [lines, printer]] of Object.entries(cases)) {
  const bytes = Buffer.from(transform(lines.join("\n"), printer), "latin1");
  fs.writeFileSync(path.join(process.argv[2], `receiptline-${name}.bin`), bytes);
}
