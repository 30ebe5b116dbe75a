import ts from 'typescript'

export interface DeclaredWalk {
  /** path:line */
  place: string
  numbers: string[]
}

/** The clause numbers of every `walk([...], ...)` in a file that imports it from test/support/walk. */
export function declaredWalks(path: string, text: string): DeclaredWalk[] {
  if (!/^import .*\bwalk\b.* from '[^']*\/walk(\.ts)?'/m.test(text)) return []
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: DeclaredWalk[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'walk') {
      const [first] = node.arguments
      const elements = first && ts.isArrayLiteralExpression(first) ? first.elements : []
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      const numbers = elements.flatMap((each) => (ts.isStringLiteral(each) ? [each.text] : []))
      found.push({ place: `${path}:${line}`, numbers })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
