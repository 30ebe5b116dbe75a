/**
 * The one typst source: it draws the neutral description of layout.ts. Texts reach it as data (sys.inputs), so nothing
 * a user wrote is ever read as source.
 */
export const pdfTemplate = `
#let sheet = json(bytes(sys.inputs.sheet))
#let mm(length) = length * 1mm
#let sides = (left: left, center: center, right: right, top: top, bottom: bottom)
#let middle = (top: top, center: horizon, bottom: bottom)
#set document(title: sheet.title, author: "连心桥", date: none)
#set text(lang: "zh", region: "cn", hyphenate: false, ligatures: false, cjk-latin-spacing: none,
  top-edge: 0.88em, bottom-edge: -0.12em, font: sheet.faces.body)
#set par(spacing: 0pt, leading: 0pt, justify: false)
#set block(spacing: 0pt)
#let letters(run) = {
  let lines = run.lines.map(line => text(line)).join(linebreak())
  if run.face == "title" { text(font: sheet.faces.title, weight: "bold", lines) }
  else if run.face == "body" { lines } else { text(font: sheet.faces.at(run.face), lines) }
}
// The room between two lines is part of each line's height: as Word's exact lines have it.
#let words(item) = {
  let rest = (item.leading - 1) / 2 * 1em
  if item.above > 0 { v(mm(item.above)) }
  align(sides.at(item.align), text(size: item.size * 1pt, fill: rgb(item.color), top-edge: 0.88em + rest,
    bottom-edge: -0.12em - rest, item.runs.map(letters).join()))
}
#let draw(item) = if item.kind == "text" { words(item) } else {
  align(sides.at(item.align), image(item.path, width: mm(item.width), height: mm(item.height), scaling: item.scaling))
}
#let line-at(cell, edge) = if cell.edges.contains(edge) { 0.5pt } else { none }
// An invisible last column gives the rows their heights, and keeps a row together with the one below.
#let strut(item, row, y) = if y > 0 and item.rows.at(y - 1).keep { () } else {
  let height = row.height + if row.keep { item.rows.at(y + 1).height } else { 0 }
  (table.cell(x: item.columns.len(), y: y, rowspan: if row.keep { 2 } else { 1 }, inset: 0pt,
    breakable: height >= 150, box(height: mm(height), width: 0pt)),)
}
#let rows-of(item, from, to) = item.rows.enumerate().slice(from, to).map(((y, row)) => (
    ..row.cells.map(cell => table.cell(
      x: cell.x, y: y, colspan: cell.span, rowspan: cell.rowSpan, align: middle.at(cell.vertical),
      fill: if cell.fill == none { none } else { rgb(cell.fill) },
      breakable: cell.rowSpan > 1 or row.height >= 150,
      stroke: (top: line-at(cell, "t"), bottom: line-at(cell, "b"), left: line-at(cell, "l"), right: line-at(cell, "r")),
      cell.blocks.map(draw).join(),
    )),
    ..strut(item, row, y),
  )).flatten()
// The rows of the head come again on every page.
#let grid-of(item) = {
  let heads = item.at("headRows", default: 0)
  table(
    columns: (..item.columns.map(mm), 0pt),
    inset: (x: mm(sheet.padding.x), y: mm(sheet.padding.y)),
    stroke: none,
    ..if heads > 0 { (table.header(..rows-of(item, 0, heads)),) },
    ..rows-of(item, heads, item.rows.len()),
  )
}
#let drawn(blocks) = for item in blocks { if item.kind == "table" { grid-of(item) } else { draw(item) } }
#set page(width: mm(sheet.width), height: mm(sheet.height), margin: (top: mm(sheet.margin.top),
    right: mm(sheet.margin.right), bottom: mm(sheet.margin.bottom), left: mm(sheet.margin.left)),
  background: {
    if sheet.at("watermark", default: none) != none {
      place(center + horizon, rotate(-24deg, text(size: 34pt, fill: rgb("e4e4e4"), font: sheet.faces.heading, sheet.watermark)))
    }
    place(top + left, dx: mm(sheet.margin.left), dy: mm(sheet.headTop),
      block(width: mm(sheet.width - sheet.margin.left - sheet.margin.right), drawn(sheet.head)))
    if sheet.footSize != none {
      place(bottom + center, dy: mm(-sheet.footBottom), context text(size: sheet.footSize * 1pt,
        "第" + str(counter(page).get().first()) + "页，共" + str(counter(page).final().first()) + "页"))
    }
  })
#for (index, blocks) in sheet.pages.enumerate() {
  if index > 0 { pagebreak() }
  drawn(blocks)
}
`
