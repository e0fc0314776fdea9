@NullMarked
package io.facet.agent.model;

import org.jspecify.annotations.NullMarked;
