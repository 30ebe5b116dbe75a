import { toolObstacle } from './tools'

// Runs before each test file. PDFs want a font with Chinese; where none was promised the typesetter is not there either,
// so that a test that forgot to say what it needs fails here too and not only on a machine without fonts.
const obstacle = toolObstacle('Chinese font')
if (obstacle)
  jest.mock('@myriaddreamin/typst-ts-node-compiler', () => {
    console.error(obstacle)
    throw new Error(obstacle)
  })
