import qrcode from 'qrcode-generator'

/** A code as squares of one unit: how many on a side, and the dark ones as the path of an SVG. */
export interface SlipQr {
  side: number
  path: string
}

/** Twenty digits fill the smallest QR with a quarter of it torn or smudged (level Q): the same digits that stand beside it. */
export function slipQr(code: string): SlipQr {
  const qr = qrcode(0, 'Q')
  qr.addData(code, 'Numeric')
  qr.make()
  const side = qr.getModuleCount()
  const all = [...Array(side).keys()]
  const dark = all.flatMap((row) => all.filter((column) => qr.isDark(row, column)).map((column) => [column, row]))
  return { side, path: dark.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join('') }
}
