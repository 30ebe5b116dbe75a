import { runProgram } from '../program'
import { createDemo } from './demo'

// The program of a demo: the product with two chat platforms and a company in it. Built by itself, so that the product's
// own program carries nothing of them.
void runProgram(createDemo)
