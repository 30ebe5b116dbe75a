import { faultsOfText, secondNames } from './faultsOfText'

describe('what is wrong with a text as people read it', () => {
  test.each([
    ['发出131,0%', '半角标点：1,'],
    ['同志:休假', '半角标点：志:'],
    ['每周巡检3次,全年零事故', '半角标点：次,'],
    ['第1步(共3步)', '半角标点：步('],
    ['9月1日~9月3日', '半角标点：日~'],
    ['已报送。 请等待', '标点后的空格：。 请'],
    ['已报送...', '半角标点：...'],
    ['已报送.', '半角标点：送.'],
    ['截止 2026-09-20', '机器日期：2026-09-20'],
    ['岗区设置汇总表2026-09-20.xlsx', '机器日期：2026-09-20'],
    ['截止2026/9/20', '机器日期：2026/9/20'],
    ['2026H2评价', '机器日期：2026H2'],
    ['挂牌日期：undefined', '英文：undefined'],
    ['状态：SUBMITTED', '英文：SUBMITTED'],
    ['一、学习与业务', '别名：学习与业务，应为政治学习及业务技能'],
    ['报党办', '别名：党办，应为机关党办'],
    ['序号\t合格·比例限制', '别名：比例限制，应为优秀名额已满'],
  ])('%s: %s', (text, fault) => {
    expect(faultsOfText(text).map((each) => each.split(' 〔')[0])).toContain(fault)
  })

  test.each([
    '2026年9月20日 14:30',
    '已有3/11，共1,234份',
    '生技支部-技术研发部-李明远.docx',
    '海报A3（PDF）',
    '报机关党办汇总',
    `校验码：${'57da20c0'.repeat(8)}`,
    '联系十家零售药店\n按J看下一条',
    '',
  ])('nothing in “%s”', (text) => {
    expect(faultsOfText(text)).toEqual([])
  })

  test('a fault is told once, with the line it stands in', () => {
    expect(faultsOfText('好的\n同志:休假\n同志:休假')).toEqual(['半角标点：志: 〔同志:休假〕'])
    expect(secondNames('承诺墙和承诺公开栏')).toEqual(['承诺墙，应为公开栏'])
  })
})
