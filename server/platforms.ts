import type { Logger } from 'pino'
import { createFeishu } from '../bot/feishu'
import { createWecom } from '../bot/wecom'
import type { Config } from './config'
import type { Platforms } from './web/exchangeCode'

/** The adapters of the platforms that are configured. */
export function createPlatforms(config: Pick<Config, 'feishu' | 'wecom' | 'publicUrl'>, log: Logger): Platforms {
  const { publicUrl } = config
  const { tenantKey, ...feishu } = config.feishu ?? { tenantKey: undefined }
  return {
    ...('appId' in feishu
      ? { feishu: createFeishu({ ...feishu, publicUrl, ...(tenantKey ? { tenantKey } : {}) }, log) }
      : {}),
    ...(config.wecom ? { wecom: createWecom({ ...config.wecom, publicUrl }, log) } : {}),
  }
}
