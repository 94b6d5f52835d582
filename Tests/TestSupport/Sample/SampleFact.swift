/// What a pack or a profile states at one leaf.
package struct SampleFact: Sendable {
  package var leaf: Int
  package var keys: [String]
  package var value: SampleDatum
  package var pack = 0
}
