import type { postAreaContract } from '../../contract/postArea'
import type { Calls } from '../call'
import { askExemption } from './askExemption'
import { collect } from './collect'
import { confirmHalfYear } from './confirmHalfYear'
import { consult, giveOpinion } from './consult'
import { decideExemption } from './decideExemption'
import { decidePostArea, returnByBranch, reviewContent } from './decidePostArea'
import { designateLead } from './designateLead'
import { fillForm } from './fillForm'
import { hangPlate, removePlate } from './hangPlate'
import { listExemptions } from './listExemptions'
import { readPostArea } from './read'
import { readBoard } from './readBoard'
import { myPostAreas } from './readMine'
import { changeNominee, recommend } from './recommend'
import { startPostArea } from './startPostArea'
import { resume, suspend, voidPostArea } from './suspend'

export const postAreaCalls = {
  'postArea.board': { asks: ['readBranchPosts'], run: readBoard },
  'postArea.mine': { asks: 'person', run: myPostAreas },
  'postArea.read': { asks: ['readPostArea'], run: readPostArea },
  'postArea.start': { asks: ['startPostArea'], run: startPostArea },
  'postArea.recommend': { asks: ['leadPostArea'], run: recommend },
  'postArea.consult': { asks: ['leadPostArea'], run: consult },
  'postArea.giveOpinion': { asks: ['supervisePostArea'], run: giveOpinion },
  'postArea.fill': { asks: ['leadPostArea'], run: fillForm },
  'postArea.review': { asks: ['reviewPostArea'], run: reviewContent },
  'postArea.decide': { asks: ['supervisePostArea'], run: decidePostArea },
  'postArea.changeNominee': { asks: ['leadPostArea'], run: changeNominee },
  'postArea.returnByBranch': { asks: ['openPosts'], run: returnByBranch },
  'postArea.collect': { asks: ['openPosts'], run: collect },
  'postArea.hangPlate': { asks: ['hangPlate'], run: hangPlate },
  'postArea.confirmHalfYear': { asks: ['openPosts'], run: confirmHalfYear },
  'postArea.suspend': { asks: ['suspendPostArea'], run: suspend },
  'postArea.resume': { asks: ['suspendPostArea'], run: resume },
  'postArea.remove': { asks: ['hangPlate'], run: removePlate },
  'postArea.void': { asks: ['suspendPostArea'], run: voidPostArea },
  'exemption.ask': { asks: ['startPostArea'], run: askExemption },
  'exemption.list': { asks: ['decideExemption'], run: listExemptions },
  'exemption.decide': { asks: ['decideExemption'], run: decideExemption },
  'group.designateLead': { asks: ['openPosts'], run: designateLead },
} satisfies Calls<typeof postAreaContract>
