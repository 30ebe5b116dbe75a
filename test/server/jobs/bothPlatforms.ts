import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator } from '../../../bot/emulator'
import type { Fault } from '../../../bot/emulator/faults'
import { sampleChat } from '../../../server/demo/sampleOrganisation'

const app = {
  appId: 'cli_sample',
  appSecret: 'secret-of-the-feishu-app',
  encryptKey: 'encrypt-key-of-the-drill',
  verificationToken: 'token-of-the-drill',
}
const corp = {
  corpId: 'ww_sample',
  agentId: 1000002,
  secret: 'secret-of-the-wecom-app',
  token: 'callbackToken',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}

/** Feishu and WeCom with their own limits on, behind one port, and everybody of the sample organisation in both. */
export async function openBothPlatforms() {
  let url = ''
  let tooFast = 0
  const people = sampleChat().chatPeople
  const emulator = createEmulator({
    clock: { now: () => Date.now() },
    origin: () => url,
    productUrl: () => url,
    feishu: {
      tenantKey: 'drill',
      apps: [{ ...app, name: '连心桥', eventUrl: '/', callbackUrl: '/', redirectUrls: ['/'] }],
      users: people.flatMap(({ feishuUserId, name }) => (feishuUserId ? [{ userId: feishuUserId, name }] : [])),
    },
    wecom: {
      ...corp,
      callbackUrl: 'http://127.0.0.1:1/',
      users: people.flatMap(({ wecomUserId, name }) =>
        wecomUserId ? [{ userid: wecomUserId, name, department: [1] }] : [],
      ),
      departments: [{ id: 1, name: '演示', parentid: 0 }],
    },
  })
  const arrivals: number[] = []
  const server = http.createServer((request, response) => {
    const isSending = /\/im\/v1\/messages\?|message\/send/.test(request.url ?? '')
    response.on('finish', () => {
      if (response.statusCode === 429) tooFast += 1
      else if (isSending && response.statusCode === 200) arrivals.push(performance.now())
    })
    emulator.callback(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { feishu, wecom, frame } = emulator
  return {
    people,
    /** When something was taken, in milliseconds of this machine's steady clock. */
    arrivals,
    tooFast: () => tooFast + wecom.answered.filter(({ errcode }) => errcode === 45009 || errcode === 45033).length,
    /** Dropped without a word: more than thirty a minute to one person. */
    dropped: () => wecom.controls.messages().filter((one) => !one.suppressed && one.dropped.length).length,
    fault: (fault: Fault) => frame.faults.add(fault),
    mend: () => frame.faults.clear(),
    trustAddress(isTrusted: boolean) {
      wecom.controls.flags({ ipRefused: !isTrusted })
      feishu.control.seedApps([{ ...app, ipWhitelist: isTrusted ? [] : ['10.9.9.9'] }])
    },
    advance: (milliseconds: number) => frame.clock.advance(milliseconds),
    /** Each card that came, by its title; one that the platform dropped as a second one is none. */
    titles(): string[] {
      const cards = [
        ...feishu.control.messages({}).map(({ content }) => content),
        ...wecom.controls.messages().flatMap((one) => (one.suppressed ? [] : [JSON.stringify(one.part)])),
      ]
      return cards.flatMap((content) => /第\d+号通知/.exec(content)?.[0] ?? [])
    },
    settings: {
      FEISHU_APP_ID: app.appId,
      FEISHU_APP_SECRET: app.appSecret,
      FEISHU_ENCRYPT_KEY: app.encryptKey,
      FEISHU_VERIFICATION_TOKEN: app.verificationToken,
      FEISHU_BASE_URL: `${url}/feishu`,
      WECOM_CORP_ID: corp.corpId,
      WECOM_AGENT_ID: String(corp.agentId),
      WECOM_SECRET: corp.secret,
      WECOM_TOKEN: corp.token,
      WECOM_AES_KEY: corp.encodingAesKey,
      WECOM_API_URL: `${url}/wecom`,
    },
    async close() {
      emulator.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
