import { openCampaign } from './campaign'
import type { Telling } from './cast'
import { demoSlip } from './codes'
import { startPlates } from './plates'
import { acceptPledges, handInPledges, reportPledges } from './pledges'
import { openPosts } from './posts'
import { confirmGrades, countVotes, everybodyVotes, openVoting } from './rounds'
import { logVisit } from './visits'

/** One step of the demo's story. */
export interface Step {
  key: string
  /** At most nine characters: thirteen of them stand in a window 1280 pixels wide. */
  label: string
  /** What is to be seen and done there, in one sentence. */
  hint: string
  /** Who is played, by key of the cast. */
  persona: string
  /** Brings about what this step presupposes and is not there yet; answers the page to open. */
  prepare(telling: Telling): Promise<string>
}

const nothing = async (): Promise<void> => {}
/** A page that is always at the same address. */
const at =
  (path: string, prepare: (telling: Telling) => Promise<unknown> = nothing) =>
  async (telling: Telling): Promise<string> => {
    await prepare(telling)
    return path
  }
/** The page of the record that was prepared. */
const of =
  (folder: string, prepare: (telling: Telling) => Promise<string>) =>
  async (telling: Telling): Promise<string> =>
    `${folder}/${await prepare(telling)}`

/** The year from the campaign to 表1: the demo's story in its order. Each step may also be taken on its own. */
export const storySteps: readonly Step[] = [
  {
    key: 'campaign',
    label: '机关党办开展三亮',
    hint: '填好文号和截止日，按“开始活动”，各支部和党员就会收到通知。',
    persona: 'office',
    prepare: at('/office/campaign'),
  },
  {
    key: 'pledge',
    label: '党员写承诺书',
    hint: '写一句职责、三条承诺，传一张登记照片，提交给支部；写到一半退出也不会丢。',
    persona: 'member',
    prepare: at('/pledge', openCampaign),
  },
  {
    key: 'posts',
    label: '书记推荐岗区',
    hint: '财务部还缺示范岗和责任区：打开等您办的一张，写下推荐人选。',
    persona: 'financeSecretary',
    prepare: at('/posts', openPosts),
  },
  {
    key: 'branch',
    label: '书记催办报送',
    hint: '还有三人没有交：按一下就提醒他们，也可以写明原因先报送。',
    persona: 'financeSecretary',
    prepare: at('/branch', handInPledges),
  },
  {
    key: 'accept',
    label: '机关党办受理报送',
    hint: '财投支部的承诺书和岗区表到了：看过以后受理，或者写明原因退回。',
    persona: 'office',
    prepare: of('/office/packages', reportPledges),
  },
  {
    key: 'wall',
    label: '群众看公开栏',
    hint: '受理后承诺就上墙，谁都能看；打开一份，可以提意见。',
    persona: 'masses',
    prepare: at('/wall', acceptPledges),
  },
  {
    key: 'plates',
    label: '办公室做工作牌',
    hint: '制作单已经建好：打开它，导出给广告公司，样稿回来再请部门校对。',
    persona: 'generalOffice',
    prepare: at('/sign-orders', startPlates),
  },
  {
    key: 'visits',
    label: '党员登记走访',
    hint: '已经走访了一位：再选一位联系的群众，写下聊了什么、要解决什么，按“登记”就记上了。',
    persona: 'member',
    prepare: at('/visits', logVisit),
  },
  {
    key: 'threeLinks',
    label: '领导记三联系',
    hint: '联系的市场、企业和药房走到了哪些，一眼能看到；走了一处就登记一处。',
    persona: 'leader',
    prepare: at('/three-links'),
  },
  {
    key: 'ballot',
    label: '群众无记名评价',
    hint: '一屏评一位，旁边就是他的承诺；谁投了什么，谁都看不到。',
    persona: 'masses',
    prepare: of('/ballot', async (telling) => {
      await acceptPledges(telling)
      return openVoting(telling)
    }),
  },
  {
    key: 'count',
    label: '监票人计票',
    hint: `大家都投完了：先截止投票，再输入第一把锁的监票码${demoSlip(1)}开外封；然后换成党员林知夏，用第二把锁的${demoSlip(2)}开内封并计票。`,
    persona: 'scrutineer',
    prepare: of('/rounds', everybodyVotes),
  },
  {
    key: 'grades',
    label: '支委会定等次',
    hint: '系统只给建议，等次由支委会定；书记自己的，由另一位支委定。',
    persona: 'financeSecretary',
    prepare: of('/rounds', countVotes),
  },
  {
    key: 'table1',
    label: '书记报送表1',
    hint: '下载表1看一看，再报送机关党办；这一年的事就走完了一遍。',
    persona: 'financeSecretary',
    prepare: of('/rounds', confirmGrades),
  },
]
