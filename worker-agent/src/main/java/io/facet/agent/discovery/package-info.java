/** Making an agent known that waits for a join code. */
@NullMarked
package io.facet.agent.discovery;

import org.jspecify.annotations.NullMarked;
