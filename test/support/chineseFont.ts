import { pdfAvailable } from '../../server/files/forms/writeForm'

// Import this for its effect where a test has PDFs made: it puts the file into a suite that waits for a Chinese font, and
// says in one sentence what is missing where there is none.
beforeAll(async () => {
  if (!(await pdfAvailable({ fontFolder: null })))
    throw new Error('no font with Chinese on this machine, so no PDF can be made (apt-get install fonts-noto-cjk)')
})
