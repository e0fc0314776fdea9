@NullMarked
package io.facet.agent.identity;

import org.jspecify.annotations.NullMarked;
