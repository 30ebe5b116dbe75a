// Loaded before the server (--require): its clock is wrong by what the file MOVED_CLOCK says, in milliseconds, read again
// and again, so that an hour can pass in a moment and three instances can disagree by ten minutes.
const { readFileSync } = require('node:fs')

const Real = Date
let moved = 0
const read = () => {
  moved = Number(readFileSync(process.env.MOVED_CLOCK, 'utf8')) || 0
}
read()
setInterval(read, 100).unref()

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length) super(...given)
    else super(Real.now() + moved)
  }

  static now() {
    return Real.now() + moved
  }
}
