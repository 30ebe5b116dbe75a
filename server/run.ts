import { runProgram } from './program'

void runProgram()
