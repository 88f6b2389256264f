/// The searchable copy, which follows the store by change number and can always be rebuilt. The
/// only door to Lucene.
///
/// In come postings with where they may appear ([stellwerk.indexer.index.IndexedPosting]), out come
/// hits. Start reading at [stellwerk.indexer.index.SearchIndex]; the address chooses in
/// [stellwerk.indexer.index.Indexes]. How text becomes terms: `Spelling` (gender forms), then
/// `Analysers` (the chains) and `Compounds`; what becomes which field: `LuceneFields`; how a
/// question becomes Lucene's, and what weighs how much: `LuceneQuery`. A generation of the index
/// (`LuceneGeneration`) has a folder of its own in `LuceneFolder`; a new one is built beside it and
/// takes over at once. Postings like another one: `LuceneKin`; why one is where it is:
/// `LuceneExplanations`. This room knows nothing of rights: it is told what is released.
@NullMarked
package stellwerk.indexer.index;

import org.jspecify.annotations.NullMarked;
