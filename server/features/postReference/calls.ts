import type { postReferenceContract } from '../../contract/postReference'
import { type Calls, prepared } from '../call'
import { referenceTemplate } from './drawTemplate'
import { importReferences } from './importReferences'
import { listReferences } from './listReferences'
import type { ReadReferences } from './readReferences'
import { removeReference } from './removeReference'
import { saveReference } from './saveReference'

export const postReferenceCalls = {
  'postReference.list': { asks: ['managePostReferences'], run: listReferences },
  'postReference.save': { asks: ['managePostReferences'], run: saveReference },
  'postReference.template': { asks: ['managePostReferences'], run: referenceTemplate },
  'postReference.import': {
    asks: ['managePostReferences'],
    run: prepared<'postReference.import', ReadReferences>(importReferences),
  },
  'postReference.remove': { asks: ['managePostReferences'], run: removeReference },
} satisfies Calls<typeof postReferenceContract>
