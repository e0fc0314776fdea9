/** How an agent that waits for a master makes itself known on its network. */
@NullMarked
package io.facet.protocol.discovery;

import org.jspecify.annotations.NullMarked;
