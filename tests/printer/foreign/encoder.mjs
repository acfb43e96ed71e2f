// The streams of @point-of-sale/receipt-printer-encoder 4.0.1: node encoder.mjs FOLDER
import fs from "node:fs";
import path from "node:path";
import Encoder from "@point-of-sale/receipt-printer-encoder";

const folder = process.argv[2];

// A frame with a block in it, 64 x 40 dots.
function picture() {
  const data = new Uint8ClampedArray(64 * 40 * 4).fill(255);
  for (let y = 0; y < 40; y++)
    for (let x = 0; x < 64; x++)
      if (x < 2 || x > 61 || y < 2 || y > 37 || (x > 9 && x < 30 && y > 9 && y < 20))
        data.fill(0, (y * 64 + x) * 4, (y * 64 + x) * 4 + 3);
  return { data, width: 64, height: 40 };
}

function receipt(encoder) {
  return encoder
    .initialize()
    .codepage("auto")
    .align("center").size(2, 2).line("Lakeside Branch").size(1, 1)
    .align("left").line("Café Žluťoučký 5€ Смородина")
    .bold(true).text("bold").bold(false).text(" ").underline(true).text("underlined").underline(false)
    .text(" ").invert(true).text("inverted").invert(false).newline()
    .font("B").line("the small font").font("A")
    .width(3).height(2).text("A023").width(1).height(1).newline()
    .table(
      [{ width: 14, align: "left" }, { width: 12, align: "right" }],
      [["Cash", "14 min"], ["Cards", "3 min"]],
    )
    .rule({ style: "double" })
    .box({ style: "single", width: 30, align: "center" }, "a box")
    .align("right").line("on the right").align("left")
    .newline(2);
}

function symbols(encoder) {
  return encoder
    .initialize()
    .align("center").qrcode("https://q.bank.example/t/AB2CDE", { model: 2, size: 5, errorlevel: "m" })
    .align("left")
    .barcode("590123412345", "ean13", { height: 60, width: 3, text: true })
    .barcode("A023 LOBBY", "code39", { height: 60, width: 2, text: true })
    .barcode("{BA023-lobby", "code128", { height: 60, width: 2, text: false })
    .barcode("12345678", "itf", { height: 60, width: 3, text: false })
    .newline()
    .pulse(0, 100, 200);
}

const epson = { printerModel: "epson-tm-t88vi" };
const cases = {
  receipt: receipt(new Encoder(epson)).cut("full"),
  "receipt-xprinter": receipt(new Encoder({ printerModel: "xprinter-xp-t80q" })).cut("partial"),
  "receipt-58": receipt(new Encoder({ language: "esc-pos", columns: 32 })).cut(),
  symbols: symbols(new Encoder(epson)).cut("partial"),
  "picture-column": new Encoder({ ...epson, imageMode: "column" })
    .initialize().align("center").image(picture(), 64, 40, "threshold").line("below").cut(),
  "picture-raster": new Encoder({ ...epson, imageMode: "raster" })
    .initialize().align("center").image(picture(), 64, 40, "threshold").line("below").cut(),
};
for (const [name, encoder] of Object.entries(cases))
  fs.writeFileSync(path.join(folder, `encoder-${name}.bin`), encoder.encode());
