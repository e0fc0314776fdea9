@NullMarked
package io.facet.agent;

import org.jspecify.annotations.NullMarked;
