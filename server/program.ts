import { type CreateDemo, startProduct } from './compose'
import { readConfig } from './config'
import { setUpLines } from './setUpAtStart'
import { startFaultSentence } from './startFault'
import { proxyDoubt } from './trustedProxies'

async function main(createDemo?: CreateDemo): Promise<void> {
  const config = readConfig(process.env)
  const product = await startProduct(config, createDemo ? { createDemo } : {})
  process.stdout.write(`连心桥已启动：${product.entrance}\n`)
  if (product.setUpCode) process.stdout.write(setUpLines(product.url, product.setUpCode))
  const doubt = proxyDoubt(config)
  if (doubt) process.stderr.write(`请注意：${doubt}。\n`)
  const stop = () => {
    product.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** Runs the product by the environment, until it is told to stop; what keeps it from starting is one message and code 1. */
export const runProgram = (createDemo?: CreateDemo): Promise<void> =>
  main(createDemo).catch((fault: Error) => {
    const sentence = startFaultSentence(fault, process.env.HOST) ?? `启动失败，请把下面几行告诉开发者：\n${fault.stack}`
    process.stderr.write(`${sentence}\n`)
    process.exit(1)
  })
