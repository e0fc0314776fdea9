@NullMarked
package io.facet.agent.work;

import org.jspecify.annotations.NullMarked;
