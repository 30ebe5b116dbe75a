/** As people call the chat platforms. */
export const platformNames = { feishu: '飞书', wecom: '企业微信' } as const
