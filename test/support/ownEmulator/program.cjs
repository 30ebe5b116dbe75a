// The emulator of both platforms as a program of its own: what it is told and asked comes from the one that started it.
const { readFileSync } = require('node:fs')
const { transformSync } = require('@swc/core')

const jsc = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  target: 'es2022',
}
require.extensions['.ts'] = (module, filename) => {
  const options = { filename, swcrc: false, jsc, module: { type: 'commonjs' }, sourceMaps: 'inline' }
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename)
}
require('./serve.ts')
