import nodeModule, { createRequire } from 'node:module'
import { join } from 'node:path'

// Node keeps what it compiled beside the build, which clears it: every start but the first takes a third less. It has to
// be on before the product is loaded, hence two files. Where nothing can be written a start is only slower; Node 20 has no
// such cache.
nodeModule.enableCompileCache?.(join(__dirname, '../.compiled'))
createRequire(__filename)('./run')
