/** Words of 核验 (rules §4.6.11). */
export const verifyTexts = {
  title: '核验计票结果',
  what: '系统按计票时存下的档案把选票重新算一遍，逐项核对校验码、得分和建议等次。',
  press: '核验',
  whole: '一致',
  download: '下载计票档案',
  file: (branch: string, half: string) => `${branch}${half}计票档案.json`,
  small:
    '下载的档案里，人数少的组和自评、组织评定、上级评不附选票。要在别的电脑上再核验一次，请系统管理员按安装说明办。',
} as const
