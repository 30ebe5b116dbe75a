export const rulesTexts = {
  title: '通知没有规定的事项',
  intro: '通知没有写明的，按下面的规定办理。改动只影响以后，已经交的不受影响。',
  labels: {
    formCharacters: '推荐表、确定表每栏字数上限',
    joinerWorkdays: '新到党员交承诺书的工作日数',
    plateWorkdays: '受理后挂牌的工作日数',
    postingWorkdays: '受理后张贴上墙的工作日数',
  },
  helps: {
    formCharacters: '目标、示范内容（责任内容）和推荐理由每栏最多写多少字，50至300。表格只印得下300字。',
    joinerWorkdays: '活动开始后报到的党员，从报到起算，1至60。',
    plateWorkdays: '到期还没有登记挂牌的，提醒部门党员负责人和支部书记，1至60。',
    postingWorkdays: '到期还没有张贴的，提醒支部经办，1至60。',
  },
  minutes: '工作牌制作单办结要填会议纪要编号',
  minutesOptions: { HOUSE: '按系统设置', REQUIRED: '必须填', FREE: '可以不填' },
  minutesHelp: '“按系统设置”指安装系统时定下的做法。',
  save: '保存规定',
  saved: '规定已保存',
  bounds: (least: number, most: number) => `请填${least}至${most}的整数。`,
} as const
