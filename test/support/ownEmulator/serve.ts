import type { ConsoleSetting } from '../../../bot/console'
import { listenEmulator } from '../../../bot/emulator'
import { setConsole } from '../../../server/demo/setConsoles'
import { type Company, feishuApp, wecomApp } from '../houseSettings'

/** What the program is started with: its consoles are empty, an administrator has made the two apps and nothing else. */
export interface Start {
  company: Company
  /** Where the product listens, and what people would write for it. */
  url: string
  publicUrl: string
  /** Of the clock by which it lives, ahead of the machine's. */
  shift: number
}

/** Of one platform, what an administrator is to set in its console; `leftOut` he forgets. */
export interface ConsoleOrder {
  list: { name: 'feishu' | 'wecom'; console: readonly ConsoleSetting[] }
  leftOut?: string
}

async function serve({ company, url, publicUrl, shift }: Start): Promise<void> {
  const emulator = await listenEmulator(
    {
      clock: { now: () => Date.now() + shift },
      productUrl: () => publicUrl,
      feishu: { apps: [], ...company.feishu },
      wecom: { ...wecomApp, callbackUrl: '', ...company.wecom },
    },
    0,
  )
  emulator.feishu.control.newApp(feishuApp)
  emulator.wecom.controls.emptyConsole()
  const hookAt = (address: string): string => address.replace(publicUrl, url)
  process.on('message', ({ list, leftOut }: ConsoleOrder) => {
    const consoles = { emulator, feishu: feishuApp, wecom: wecomApp, hookAt }
    setConsole(consoles, list, leftOut).then(
      () => process.send?.({ set: true }),
      (fault: Error) => process.send?.({ set: false, why: fault.message }),
    )
  })
  process.send?.({ url: emulator.url })
}

// It ends with the one that started it, however that one ends.
process.once('disconnect', () => process.exit(0))
process.once('message', (start: Start) => void serve(start))
