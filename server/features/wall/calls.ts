import type { wallContract } from '../../contract/wall'
import type { Calls, House } from '../call'
import { listPostings } from './listPostings'
import { recordPosting } from './recordPosting'
import { wallPoster, wallQrPlate } from './wallPapers'
import { readWall, readWallPledge } from './wallPledges'
import { readWallPosts } from './wallPosts'

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
