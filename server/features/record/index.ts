// What other parts may use of this one.
export { faceOf, type RecordFace, type TakenStep } from './faceOf'
export { historyOf, standIns, withStandIns } from './history'
