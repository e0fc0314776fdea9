/** Conversations of the real master with real agents, over real TLS on loopback, in one process. */
@NullMarked
package io.facet.app.farm;

import org.jspecify.annotations.NullMarked;
