/** What those who watch a master see of its farm and its run: snapshots, and stores that are written as a run goes on. */
@NullMarked
package io.facet.app.master.watch;

import org.jspecify.annotations.NullMarked;
