@NullMarked
package io.facet.agent.content;

import org.jspecify.annotations.NullMarked;
