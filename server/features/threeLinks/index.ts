// What other parts may use of this one.
export { myThreeLinks } from './readMine'
