import type { ConsoleSetting } from '../../bot/console'
import type { Emulator } from '../../bot/emulator'
import type { FeishuConfig, WecomConfig } from '../config'

/** An app whose console is empty, and what its settings are copied into. */
export interface Consoles {
  emulator: Pick<Emulator, 'feishu' | 'wecom'>
  feishu: Pick<FeishuConfig, 'appId' | 'appSecret' | 'encryptKey' | 'verificationToken'>
  wecom: Pick<WecomConfig, 'token' | 'encodingAesKey'>
  /** Where a hook stands for the emulator, in place of the address that people would write. */
  hookAt?: (address: string) => string
  /** From where the program calls. */
  serverAddresses?: readonly string[]
}

type Deeds = Readonly<Record<string, (setting: ConsoleSetting) => unknown>>

const eventNames = [
  'im.message.receive_v1',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'contact.user.created_v3',
  'contact.user.deleted_v3',
  'contact.scope.updated_v3',
]

/** Nothing to do: it is copied from the console into the settings, or is no setting of its own. */
const nothing = (): void => undefined

function feishuDeeds({ emulator, feishu, hookAt = (address) => address }: Consoles): Deeds {
  const { control } = emulator.feishu
  const { appId, encryptKey, verificationToken } = feishu
  const scope = ({ name }: ConsoleSetting): Promise<void> => {
    const { scopes = [] } = control.draft({ appId })
    return control.setInVersion({ appId, scopes: [...scopes, name.replace('权限 ', '')] })
  }
  // The console has one list for all.
  const redirectUrls: string[] = []
  const redirect = ({ values }: ConsoleSetting): void => {
    redirectUrls.push(...values)
    control.setSecurity({ appId, redirectUrls: [...redirectUrls] })
  }
  const scopeKeys = ['send', 'read', 'directory', 'departmentNames', 'personNames', 'employment']
  return {
    credentials: nothing,
    addresses: nothing,
    bot: () => control.setInVersion({ appId, botEnabled: true }),
    home: ({ values: [homeUrl = ''] }) => control.setInVersion({ appId, homeUrl }),
    redirectInside: redirect,
    redirect,
    ...Object.fromEntries(scopeKeys.map((key) => [key, scope])),
    contactRange: () => control.setInVersion({ appId, contactRange: 'all' }),
    encryption: () => control.setSecurity({ appId, encryptKey, verificationToken }),
    events: ({ values: [address = ''] }) =>
      control.setInVersion({ appId, eventUrl: hookAt(address), events: eventNames }),
    callbacks: ({ values: [address = ''] }) => control.setInVersion({ appId, callbackUrl: hookAt(address) }),
    version: async () => {
      await control.setInVersion({ appId, availability: 'all' })
      control.publish({ appId })
    },
  }
}

function wecomDeeds({ emulator, wecom, hookAt = (address) => address, serverAddresses }: Consoles): Deeds {
  const { controls } = emulator.wecom
  return {
    credentials: nothing,
    domain: ({ values: [trustedHost = ''] }) => controls.setApp({ trustedHost }),
    receive: async ({ values: [address = ''] }) => {
      const { token, encodingAesKey } = wecom
      const { saved, reason } = await controls.configureCallback({ url: hookAt(address), token, encodingAesKey })
      if (!saved) throw new Error(`the address did not answer: ${reason}`)
      controls.setApp({ isReportEnter: true })
    },
    addresses: () => controls.setTrustedIps({ ips: [...(serverAddresses ?? ['127.0.0.1'])] }),
    agent: nothing,
    enabled: () => controls.setApp({ closed: false }),
    range: () => controls.setVisible({ departments: [1] }),
    home: ({ values: [homeUrl = ''] }) => controls.setApp({ homeUrl }),
    browser: ({ values: [browserHost = ''] }) => controls.setApp({ browserHost }),
    press: nothing,
  }
}

const deedsOf = { feishu: feishuDeeds, wecom: wecomDeeds }

/** Carries the list of settings out as an administrator would, from top to bottom; without `leftOut`, of that platform. */
export async function setConsole(
  consoles: Consoles,
  { name, console }: { name: keyof typeof deedsOf; console: readonly ConsoleSetting[] },
  leftOut?: string,
): Promise<void> {
  const deeds = deedsOf[name](consoles)
  for (const setting of console) {
    const deed = deeds[setting.key]
    if (!deed) throw new Error(`nobody knows how ${name} ${setting.key} is set`)
    if (setting.key !== leftOut) await deed(setting)
  }
}
