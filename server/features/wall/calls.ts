import type { wallContract } from '../../contract/wall'
import type { Calls, House } from '../call'
import { wallPoster, wallQrPlate } from './drawPapers'
import { listPostings } from './listPostings'
import { readWall, readWallPledge } from './readPledges'
import { readWallPosts } from './readPosts'
import { recordPosting } from './recordPosting'

export const wallCalls = (house: House) =>
  ({
    'wall.list': { asks: 'person', run: readWall },
    'wall.posts': { asks: 'person', run: readWallPosts },
    'wall.pledge': { asks: 'person', run: readWallPledge },
    'wall.poster': { asks: 'person', run: wallPoster(house) },
    'wall.qrPlate': { asks: 'person', run: wallQrPlate(house) },
    'posting.list': { asks: ['readBranchPosts'], run: listPostings },
    'posting.record': { asks: ['hangPlate'], run: recordPosting },
  }) satisfies Calls<typeof wallContract>
