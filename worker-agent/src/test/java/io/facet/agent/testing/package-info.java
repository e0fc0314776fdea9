@NullMarked
package io.facet.agent.testing;

import org.jspecify.annotations.NullMarked;
