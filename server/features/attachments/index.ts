// What other parts may use of this one.
export { countUpload } from './countUpload'
export { requireAttachable } from './requireAttachable'
