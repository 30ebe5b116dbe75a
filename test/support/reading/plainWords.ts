/** Kinds of files, as their programs call them; a unit; a key as it is printed on it. */
const files = ['PDF', 'Word', 'Excel', 'docx', 'xlsx', 'pdf', 'zip', 'json', 'jpg', 'JPG', 'PNG', 'HEIC', 'MB', 'Esc']
/** What the consoles of 飞书 and 企业微信 call a person's account: Open ID, beginning with ou_, and UserID. */
const accounts = ['Open', 'ID', 'ou', 'UserID']
/** Names that have no Chinese of their own. Whatever else is written in Latin letters where people read is a fault. */
export const allowedEnglish: readonly string[] = [...files, ...accounts]

/** The one word for one thing: the notice's, else the one this house uses everywhere (in the order of the notice). */
export const oneWordForOneThing: readonly { word: string; not: RegExp }[] = [
  { word: '政治学习及业务技能', not: /学习[与和]业务|学习业务|业务提升/ },
  { word: '履职', not: /履行职责|岗位履职/ },
  { word: '廉洁自律', not: /廉洁从业|清廉自律/ },
  { word: '公开栏', not: /承诺墙|承诺公开栏|公示栏|公告栏|宣传栏|公示/ },
  { word: '登记照片', not: /登记照(?!片)|证件照/ },
  { word: '评价', not: /民主评价|民主测评|测评/ },
  { word: '优秀名额已满', not: /比例限制/ },
  { word: '机关党办', not: /(?<!机关)党办/ },
  { word: '零售药店', not: /(?<!零售)药店/ },
  { word: '部门第一负责人', not: /部门负责人/ },
  { word: '部门党员负责人', not: /党小组组长|党小组长/ },
  { word: '分管领导', not: /主管领导/ },
  { word: '联系对象', not: /帮扶对象|结对对象/ },
  { word: '困难职工', not: /困难(群众|员工)/ },
  { word: '党员大会', not: /支部大会/ },
  { word: '退回', not: /驳回|打回/ },
]
