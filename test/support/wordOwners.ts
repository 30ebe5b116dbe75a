import ts from 'typescript'
import type { WorkflowWord } from './stateReferences'

interface Known {
  checker: ts.TypeChecker
  words: readonly WorkflowWord[]
}

/** The strings a type allows; none where it is `string` itself. */
const literalsOf = (type: ts.Type | undefined): string[] =>
  (type?.isUnion() ? type.types : type ? [type] : []).flatMap((one) => (one.isStringLiteral() ? [one.value] : []))

const keyText = ({ name }: ts.ObjectLiteralElementLike | ts.TypeElement): string[] =>
  name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : []

const comparisons: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]

/** The argument of `['A', 'B'].includes(…)`. */
function includedIn({ parent }: ts.ArrayLiteralExpression): ts.Expression | null {
  if (!ts.isPropertyAccessExpression(parent) || parent.name.text !== 'includes') return null
  return ts.isCallExpression(parent.parent) ? (parent.parent.arguments[0] ?? null) : null
}

/** The other side of a comparison, of a `case` or of `includes`. */
function comparedWith(node: ts.Node): ts.Expression | null {
  const { parent } = node
  if (ts.isArrayLiteralExpression(parent)) return includedIn(parent)
  if (ts.isBinaryExpression(parent) && comparisons.includes(parent.operatorToken.kind))
    return parent.left === node ? parent.right : parent.left
  return ts.isCaseClause(parent) ? parent.parent.parent.expression : null
}

/** What may stand in this place besides: by the type of the place, else by what is written beside it. */
function alternatives(node: ts.Node, checker: ts.TypeChecker): string[] {
  const { parent } = node
  if ((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node) {
    if (!ts.isObjectLiteralExpression(parent.parent)) return []
    const type = checker.getContextualType(parent.parent)
    const allowed = type && !type.getStringIndexType() ? type.getProperties().map(({ name }) => name) : []
    return allowed.length ? allowed : parent.parent.properties.flatMap(keyText)
  }
  if (ts.isPropertySignature(parent))
    return ts.isTypeLiteralNode(parent.parent) ? parent.parent.members.flatMap(keyText) : []
  if (ts.isLiteralTypeNode(parent))
    return ts.isUnionTypeNode(parent.parent) ? literalsOf(checker.getTypeFromTypeNode(parent.parent)) : []
  if (!ts.isStringLiteralLike(node)) return []
  const other = comparedWith(node)
  const allowed = literalsOf(other ? checker.getTypeAtLocation(other) : checker.getContextualType(node))
  if (allowed.length || !ts.isArrayLiteralExpression(parent)) return allowed
  return parent.elements.flatMap((element) => (ts.isStringLiteralLike(element) ? [element.text] : []))
}

/** A column of the type of an object, or of one of the types it may have, as TypeORM's `where` has several. */
const columnOf = (type: ts.Type | undefined, name: string): ts.Symbol | undefined =>
  (type?.isUnion() ? type.types : type ? [type] : []).map((one) => one.getProperty(name)).find(Boolean)

/** The column that is compared with the word, or written with it. */
function column(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const other = comparedWith(node)
  if (other) return ts.isPropertyAccessExpression(other) ? checker.getSymbolAtLocation(other.name) : undefined
  // `state: In(['A', 'B'])`
  const list = ts.isArrayLiteralExpression(node.parent) ? node.parent.parent : node
  const { parent } = ts.isCallExpression(list) ? list : node
  if (!ts.isPropertyAssignment(parent) || !ts.isIdentifier(parent.name) || parent.name === node) return undefined
  return columnOf(checker.getContextualType(parent.parent), parent.name.text)
}

/** The entity whose column it is, where its type is `string`: PostArea for `record.state`. */
function entityOf(node: ts.Node, checker: ts.TypeChecker): string | null {
  const owner = column(node, checker)?.declarations?.[0]?.parent
  return owner && ts.isClassDeclaration(owner) ? (owner.name?.text ?? null) : null
}

/** How much two sets share: 1 for equal ones. */
const likeness = (one: readonly string[], other: readonly string[]): number => {
  const shared = one.filter((item) => other.includes(item)).length
  return shared / (new Set([...one, ...other]).size || 1)
}

/**
 * Whose word this is, of those that know it: the only one that knows it as a state; the workflow of the entity whose column
 * it is; else the one whose words are most like what else may stand in its place. None where nothing tells.
 */
export function wordOwners(
  node: ts.Node,
  candidates: readonly WorkflowWord[],
  { checker, words }: Known,
): WorkflowWord[] {
  const [only, another] = candidates
  if (only?.kind === 'state' && !another) return [only]
  const entity = entityOf(node, checker)?.toLowerCase()
  const byEntity = candidates.filter(({ workflow }) => workflow.toLowerCase() === entity)
  if (byEntity.length) return byEntity
  const beside = [...new Set(alternatives(node, checker))]
  if (beside.length < 2) return []
  const likenessTo = ({ workflow, kind }: WorkflowWord): number =>
    likeness(
      beside,
      words.filter((one) => one.workflow === workflow && one.kind === kind).map(({ word }) => word),
    )
  const best = Math.max(...candidates.map(likenessTo))
  // Two words shared by chance are no sign: at least half of what may stand here must be the workflow's.
  return candidates.filter((one) => {
    const own = words.filter(({ workflow, kind }) => workflow === one.workflow && kind === one.kind)
    const shared = beside.filter((item) => own.some(({ word }) => word === item)).length
    return likenessTo(one) === best && shared >= 2 && shared * 2 >= beside.length
  })
}
