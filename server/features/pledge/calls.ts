import type { pledgeContract } from '../../contract/pledge'
import type { UploadedPhoto } from '../../files/idPhoto'
import { type Calls, prepared } from '../call'
import { acceptPackage, returnPackage } from './acceptPackage'
import { amendPledge, discardAmendment } from './amendPledge'
import { type CutPhoto, cropPhoto } from './cropPhoto'
import { listPackages } from './listPackages'
import { nudgeMembers } from './nudgeMembers'
import { paperReceived } from './paperReceived'
import { myEarlier } from './readEarlier'
import { myPledge } from './readMine'
import { readPackage } from './readPackage'
import { readPhoto } from './readPhoto'
import { readBranchPledges, readPledge } from './readPledges'
import { returnPledge } from './returnPledge'
import { setConsent } from './setConsent'
import { submitPackage } from './submitPackage'
import { submitPledge } from './submitPledge'
import { uploadPhoto } from './uploadPhoto'

export const pledgeCalls = {
  'photo.upload': { asks: ['writePledge'], run: prepared<'photo.upload', UploadedPhoto>(uploadPhoto) },
  'photo.crop': { asks: ['writePledge'], run: prepared<'photo.crop', CutPhoto>(cropPhoto) },
  'photo.read': { asks: ['readPhoto'], run: readPhoto },
  'pledge.mine': { asks: ['writePledge'], run: myPledge },
  'pledge.submit': { asks: ['writePledge'], run: submitPledge },
  'pledge.earlier': { asks: ['writePledge'], run: myEarlier },
  'pledge.setConsent': { asks: ['writePledge'], run: setConsent },
  'pledge.branch': { asks: ['readBranchPledges'], run: readBranchPledges },
  'pledge.read': { asks: ['readPledge'], run: readPledge },
  'pledge.nudge': { asks: ['nudgeMembers'], run: nudgeMembers },
  'pledge.return': { asks: ['returnPledge'], run: returnPledge },
  'package.submit': { asks: ['submitPackage'], run: submitPackage },
  'package.list': { asks: ['readPackages'], run: listPackages },
  'package.read': { asks: ['readPackages'], run: readPackage },
  'package.accept': { asks: ['decidePackage'], run: acceptPackage },
  'package.return': { asks: ['decidePackage'], run: returnPackage },
  'pledge.amend': { asks: ['writePledge'], run: amendPledge },
  'pledge.discardAmendment': { asks: ['writePledge'], run: discardAmendment },
  'pledge.paperReceived': { asks: ['collectBranch'], run: paperReceived },
} satisfies Calls<typeof pledgeContract>
