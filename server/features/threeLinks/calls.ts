import type { threeLinksContract } from '../../contract/threeLinks'
import type { Calls } from '../call'
import { assignThreeLinks } from './assignThreeLinks'
import { logThreeLinks } from './logThreeLinks'
import { threeLinksBoard } from './readBoard'
import { myThreeLinks } from './readMine'
import { voidThreeLinks } from './voidThreeLinks'

export const threeLinksCalls = {
  'threeLinks.mine': { asks: ['logThreeLinks'], run: myThreeLinks },
  'threeLinks.log': { asks: ['logThreeLinks'], run: logThreeLinks },
  'threeLinks.void': { asks: ['changeLinkActivity'], run: voidThreeLinks },
  'threeLinks.board': { asks: ['readThreeLinks'], run: threeLinksBoard },
  'threeLinks.assign': { asks: ['assignThreeLinks'], run: assignThreeLinks },
} satisfies Calls<typeof threeLinksContract>
