import { startProduct } from './compose'
import { ConfigFault, readConfig } from './config'
import { emulatorPath } from './demo/demo'

/** The one place that reads the environment. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const product = await startProduct(config)
  process.stdout.write(`连心桥已启动：${config.demo ? `${product.url}${emulatorPath}/` : product.url}\n`)
  const stop = () => {
    product.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

main().catch((fault: Error & { code?: string }) => {
  const known = fault instanceof ConfigFault
  const busy = fault.code === 'EADDRINUSE'
  const sentence = known ? fault.message : busy ? '端口已被占用，请换一个 PORT 再启动。' : `启动失败：${fault.stack}`
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
})
