@NullMarked
package io.facet.agent.link;

import org.jspecify.annotations.NullMarked;
